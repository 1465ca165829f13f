package dev.almanac.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The folder of {@code local}. What it holds is for its owner alone, also in a folder that others may list. */
class LocalDirectory {

    private final Path path;

    LocalDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            createPrivate(path);
        }
        // One spelling, however the folder is reached: a server that was left behind is known by it.
        this.path = path.toRealPath();
        if (isOurs()) {
            restrict();
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** The text of a private file, which is made of {@code first} if it is not there; of two writers one wins. */
    String keep(String name, Supplier<String> first) throws IOException {
        Path file = resolve(name);
        if (!Files.exists(file)) {
            Path draft = Files.createTempFile(path, name, ".new", attributes(file, "rw-------"));
            try {
                Files.writeString(draft, first.get(), StandardCharsets.UTF_8);
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException lost) {
                return Files.readString(file, StandardCharsets.UTF_8);
            } finally {
                Files.delete(draft);
            }
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    static void createPrivate(Path directory) throws IOException {
        Files.createDirectories(directory, attributes(directory, "rwx------"));
    }

    /** A folder that somebody else filled keeps its permissions: it may be a home folder, or one for all. */
    private boolean isOurs() throws IOException {
        if (Files.exists(resolve(InstanceLock.NAME))) {
            return true;
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private void restrict() throws IOException {
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileAttribute<?>[] attributes(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
