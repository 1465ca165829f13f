package dev.almanac.account;

import dev.almanac.account.AccountStore.Account;
import dev.almanac.change.Change;
import dev.almanac.change.ChangeLog;
import dev.almanac.change.ChangeLog.StreamKind;
import dev.almanac.change.Conflict;
import dev.almanac.change.Operation;
import dev.almanac.change.Operation.Source;
import dev.almanac.change.Outcome;
import dev.almanac.change.Repeatable;
import dev.almanac.change.WritePath;
import dev.almanac.platform.Limits;
import dev.almanac.platform.id.Ids;
import dev.almanac.platform.security.Identity;
import dev.almanac.platform.security.SignIn;
import dev.almanac.platform.security.Viewer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who a caller is, and how they want to see time. */
@Service
@EnableConfigurationProperties(AccountSettings.class)
public class AccountService implements SignIn {

    private final AccountStore store;
    private final WritePath writes;
    private final ChangeLog log;
    private final Ids ids;
    private final AccountSettings settings;
    private final Limits limits;
    private final ObjectProvider<Welcome> welcomes;

    AccountService(
            AccountStore store,
            WritePath writes,
            ChangeLog log,
            Ids ids,
            AccountSettings settings,
            Limits limits,
            ObjectProvider<Welcome> welcomes) {
        this.store = store;
        this.writes = writes;
        this.log = log;
        this.ids = ids;
        this.settings = settings;
        this.limits = limits;
        this.welcomes = welcomes;
    }

    /** The person of this identity, made at their first request; two first requests at once make one person. */
    @Override
    public Mono<Viewer> signIn(Identity identity) {
        return store.find(identity)
                .switchIfEmpty(Mono.defer(() -> make(identity)))
                .flatMap(account -> refresh(account, identity))
                .map(account -> new Viewer(
                        account.user().id(),
                        account.preferences().timeZone(),
                        account.preferences().locale()));
    }

    public Mono<User> user(Viewer viewer) {
        return store.find(viewer.userId()).map(Account::user);
    }

    public Mono<Preferences> preferences(Viewer viewer) {
        return store.find(viewer.userId()).map(Account::preferences);
    }

    /** Changes the caller's preferences; the receipt is their version. */
    public Mono<Outcome<Integer, Preferences>> updatePreferences(
            Viewer viewer, Source source, Repeatable request, @Nullable Integer ifVersion, PreferencesPatch patch) {
        return writes.write(
                viewer.userId(),
                source,
                request,
                Integer.class,
                operation -> store.lockPreferences(viewer.userId())
                        .flatMap(stored -> update(operation, stored, ifVersion, patch)));
    }

    private Mono<Outcome<Integer, Preferences>> update(
            Operation operation, Preferences stored, @Nullable Integer ifVersion, PreferencesPatch patch) {
        var problems = patch.problems(limits.reminders());
        if (!problems.isEmpty()) {
            return Mono.just(Outcome.refused(problems));
        }
        var patched = patch.over(stored);
        var fields = PreferencesPatch.differences(patched, stored);
        if (ifVersion != null && ifVersion != stored.version()) {
            return Mono.just(Outcome.conflict(stored.version(), new Conflict<>(null, patched, stored, fields)));
        }
        if (fields.isEmpty()) {
            return Mono.just(Outcome.done(stored.version()));
        }
        UUID user = operation.actor();
        var next = new Preferences(
                patched.timeZone(),
                patched.locale(),
                patched.weekStart(),
                patched.defaultReminders(),
                patched.workingHours(),
                stored.version() + 1);
        return store.update(operation, user, next)
                .thenReturn(Outcome.done(
                        next.version(), Change.updated(user, "Preferences", user, next.version(), fields, next)));
    }

    private Mono<Account> make(Identity identity) {
        var user = new User(ids.next(), identity.email(), identity.name() == null ? "" : identity.name());
        var preferences =
                new Preferences(settings.timeZone(), settings.locale(), settings.weekStart(), List.of(), List.of(), 1);
        return writes.<UUID, User>write(
                        user.id(),
                        Source.SIGN_IN,
                        Repeatable.once("signIn"),
                        UUID.class,
                        operation -> store.insert(operation, identity, user, preferences)
                                .flatMap(first -> first
                                        ? welcome(operation, user, preferences)
                                        : Mono.just(Outcome.done(user.id()))))
                .then(store.find(identity));
    }

    private Mono<Outcome<UUID, User>> welcome(Operation operation, User user, Preferences preferences) {
        return log.open(user.id(), StreamKind.ACCOUNT)
                .thenMany(Flux.fromStream(welcomes::orderedStream)
                        .concatMap(welcome -> welcome.prepare(operation, user, preferences)))
                .collectList()
                .map(prepared -> {
                    List<Change> changes = new ArrayList<>();
                    changes.add(Change.created(user.id(), "User", user.id(), user));
                    changes.add(Change.created(user.id(), "Preferences", user.id(), preferences));
                    prepared.forEach(changes::addAll);
                    return new Outcome.Done<>(user.id(), changes);
                });
    }

    /** Takes over what the issuer now says of the person; a token that says nothing changes nothing. */
    private Mono<Account> refresh(Account account, Identity identity) {
        var known = account.user();
        var email = identity.email() == null ? known.email() : identity.email();
        var name = identity.name() == null ? known.name() : identity.name();
        var stated = new User(known.id(), email, name);
        if (stated.equals(known)) {
            return Mono.just(account);
        }
        List<String> fields = new ArrayList<>();
        if (!name.equals(known.name())) {
            fields.add("name");
        }
        if (email != null && !email.equals(known.email())) {
            fields.add("email");
        }
        return writes.<UUID, User>write(
                        known.id(),
                        Source.SIGN_IN,
                        Repeatable.once("signIn"),
                        UUID.class,
                        _ -> store.update(stated)
                                .thenReturn(Outcome.done(
                                        known.id(), Change.updated(known.id(), "User", known.id(), 1, fields, stated))))
                .thenReturn(new Account(stated, account.preferences()));
    }
}
