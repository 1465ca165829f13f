package dev.almanac.platform.request;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.Context;

/**
 * What one request is and what it costs, noted where that becomes known and read when it ends. It lies in the exchange. It holds
 * numbers, names of the schema and codes of the contract, never anything that a caller wrote, so it may become a metric's tag or a
 * line of the log.
 */
public final class RequestTally {

    /** Where no operation was found in the request, or it is none of GraphQL's. */
    public static final String NONE = "none";

    private static final String ATTRIBUTE = RequestTally.class.getName();

    private final StatementCount statements = new StatementCount();
    private final AtomicInteger batches = new AtomicInteger();
    private volatile String type = NONE;
    private volatile String field = NONE;
    private volatile @Nullable String outcome;
    private volatile List<String> codes = List.of();

    /** A tally for this exchange; whoever looks for it there later finds it. */
    public static RequestTally begin(ServerWebExchange exchange) {
        RequestTally tally = new RequestTally();
        exchange.getAttributes().put(ATTRIBUTE, tally);
        return tally;
    }

    /** The tally of the exchange, or one that nobody reads. */
    public static RequestTally of(ServerWebExchange exchange) {
        RequestTally tally = exchange.getAttribute(ATTRIBUTE);
        return tally == null ? new RequestTally() : tally;
    }

    /** The context in which the statements of this request are counted. */
    public Context counting(Context context) {
        return context.put(StatementCount.class, statements);
    }

    /**
     * Notes the operation that is about to run.
     *
     * @param type {@code query} or {@code mutation}
     * @param field the root field, by its name in the schema, or a word that stands for several
     */
    public void operation(String type, String field) {
        this.type = type;
        this.field = field;
    }

    /**
     * Notes the answer.
     *
     * @param outcome {@code ok}, {@code partial}, {@code unchanged}, {@code refused}, or the code of the refusal that the answer
     *     consists of
     * @param codes of each error in the answer
     */
    public void answered(String outcome, List<String> codes) {
        this.outcome = outcome;
        this.codes = List.copyOf(codes);
    }

    /** Notes a batch that a data loader sends off. */
    public void batch() {
        batches.incrementAndGet();
    }

    public String type() {
        return type;
    }

    public String field() {
        return field;
    }

    /** Null where nobody has noted an answer: it was refused before, or the caller has gone. */
    public @Nullable String outcome() {
        return outcome;
    }

    public List<String> codes() {
        return codes;
    }

    public int statements() {
        return statements.sent();
    }

    public int batches() {
        return batches.get();
    }
}
