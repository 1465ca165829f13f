package dev.almanac.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What the clients were told: every write that was acknowledged, and every other answer by its code. */
final class Ledger {

    /**
     * A write. The same key goes with each repetition of it.
     *
     * @param event what it makes or changes
     * @param title what it is known by in the log of changes; no other write has it
     */
    record Write(UUID event, String title, boolean creates) {}

    private final Collection<Write> acknowledged = new ConcurrentLinkedQueue<>();
    private final Map<String, AtomicLong> codes = new ConcurrentHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong reads = new AtomicLong();
    private volatile long healed = Long.MAX_VALUE;
    private final AtomicLong firstWrite = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong firstRead = new AtomicLong(Long.MAX_VALUE);

    /** Enters an answer. */
    void answered(Client.Answer answer) {
        codes.computeIfAbsent(answer.code(), _ -> new AtomicLong()).incrementAndGet();
        longest.accumulateAndGet(answer.millis(), Math::max);
    }

    /** Enters what no client should ever see. */
    synchronized void fault(String what) {
        faults.add(what);
    }

    void acknowledged(Write write) {
        acknowledged.add(write);
        first(firstWrite);
    }

    void read() {
        reads.incrementAndGet();
        first(firstRead);
    }

    private void first(AtomicLong moment) {
        long now = System.nanoTime();
        if (now - healed >= 0 && moment.get() == Long.MAX_VALUE) {
            moment.compareAndSet(Long.MAX_VALUE, now);
        }
    }

    /** The fault is over: what succeeds from here on shows the recovery. */
    void healed() {
        healed = System.nanoTime();
    }

    boolean recovered() {
        return firstRead.get() != Long.MAX_VALUE && firstWrite.get() != Long.MAX_VALUE;
    }

    /** From the end of the fault to the first read and the first write that succeeded. */
    long recoveryMillis() {
        return recovered()
                ? TimeUnit.NANOSECONDS.toMillis(Math.max(firstRead.get(), firstWrite.get()) - healed)
                : Long.MAX_VALUE;
    }

    List<Write> acknowledged() {
        return List.copyOf(acknowledged);
    }

    int writes() {
        return acknowledged.size();
    }

    long reads() {
        return reads.get();
    }

    long count(String code) {
        AtomicLong count = codes.get(code);
        return count == null ? 0 : count.get();
    }

    long longestMillis() {
        return longest.get();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }

    Map<String, Long> codes() {
        Map<String, Long> counts = new TreeMap<>();
        codes.forEach((code, count) -> counts.put(code, count.get()));
        return counts;
    }
}
