package dev.almanac.server;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How tests start a JVM: with the classes that they have themselves, and compiling and collecting as they do. */
public final class Jvm {

    private Jvm() {}

    /**
     * The command, but for the class to run and its arguments.
     *
     * @param options what else the JVM is told, such as the size of its heap
     */
    public static List<String> command(String... options) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        return command;
    }
}
