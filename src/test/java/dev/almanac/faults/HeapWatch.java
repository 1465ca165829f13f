package dev.almanac.faults;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * How much of its heap this JVM needs: what is left of it after each collection, and the most that its pools were filled. The first is
 * what is in use, and garbage that has grown old; the second is that with all the garbage there has been.
 */
final class HeapWatch {

    private final AtomicLong kept = new AtomicLong();

    static HeapWatch begin() {
        var watch = new HeapWatch();
        for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, _) -> watch.collected(
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            notification -> notification
                                    .getType()
                                    .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION),
                            null);
        }
        return watch;
    }

    private static boolean heap(String pool) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .anyMatch(bean -> bean.getName().equals(pool) && bean.getType() == MemoryType.HEAP);
    }

    private void collected(GarbageCollectionNotificationInfo collection) {
        long left = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
        kept.accumulateAndGet(left, Math::max);
    }

    /** Collects, and begins anew. */
    @SuppressWarnings("SystemGC") // What is idle is measured without its garbage.
    void reset() {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        kept.set(used());
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    /** As {@link Heap#read} takes it. */
    String told() {
        return kept.get() + " " + peak();
    }

    /**
     * Since it began anew, in octets.
     *
     * @param kept the most that was left after a collection
     * @param peak the most that the pools were filled
     */
    record Heap(long kept, long peak) {

        static Heap read(String told) {
            var numbers = List.of(told.strip().split(" ", 2));
            return new Heap(Long.parseLong(numbers.getFirst()), Long.parseLong(numbers.getLast()));
        }
    }
}
