package dev.almanac.local;

import dev.almanac.platform.StartRefusedException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** {@code initdb}, {@code pg_ctl} and {@code postgres}, unpacked once per version from the archive on the class path. */
class PostgresPrograms {

    private static final boolean WINDOWS =
            System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");

    private final Path home;

    private PostgresPrograms(Path home) {
        this.home = home;
    }

    static PostgresPrograms unpackedUnder(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = folder.resolve(fingerprint(archive));
        if (!Files.isDirectory(home)) {
            LocalDirectory.createPrivate(folder);
            Path draft = Files.createTempDirectory(folder, "unpacking");
            try {
                unpack(archive, draft);
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException unpackedMeanwhile) {
                delete(draft);
            }
        }
        return new PostgresPrograms(home);
    }

    /** The command line of a program. PostgreSQL refuses to run as root, so root enters a user namespace for it. */
    List<String> command(String program, String... arguments) {
        Path executable = home.resolve("bin").resolve(WINDOWS ? program + ".exe" : program);
        Stream<String> line = Stream.concat(Stream.of(executable.toString()), Stream.of(arguments));
        return (LinuxUtils.isUnshareAvailable() ? Stream.concat(Stream.of("unshare", "-U"), line) : line).toList();
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name");
        String kind = WINDOWS ? "Windows" : system.startsWith("Mac") ? "Darwin" : system;
        String processor = System.getProperty("os.arch");
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                kind, processor.equals("amd64") ? "x86_64" : processor)) {
            if (archive == null) {
                throw new StartRefusedException(
                        ("There is no embedded PostgreSQL for %s on %s: set ALMANAC_DATABASE_URL "
                                        + "to a PostgreSQL 18 that is running.")
                                .formatted(system, processor));
            }
            return archive.readAllBytes();
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZCompressorInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("entry outside the archive: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (!isForDevelopment(entry.getName())) {
                    write(tar, entry, file);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        if (!WINDOWS && (entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static boolean isForDevelopment(String name) {
        return name.endsWith(".a") || name.contains("pkgconfig/") || name.contains("include/");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
    }
}
