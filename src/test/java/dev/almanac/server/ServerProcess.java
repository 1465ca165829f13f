package dev.almanac.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.almanac.platform.postgres.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server in a process of its own and in the profile {@code production}: what it writes and how it ends are seen as its
 * operator sees them. Beside it runs an issuer that signs in whoever the test likes.
 */
public final class ServerProcess implements AutoCloseable {

    /** What this server is given as {@code almanac.monitoring.token}. */
    public static final String SCRAPE_TOKEN = "scrape-canary-3f1c8a52d9e04b77a6d2";

    /** What it is given as {@code almanac.security.secret}. */
    public static final String SECRET = Base64.getEncoder().encodeToString(new byte[48]);

    private static final int LONGEST_START_SECONDS = 120;
    private static final Pattern PORT = Pattern.compile("Netty started on port (\\d+)");

    private final String database = TestDatabase.fresh();
    private final ECKey key;
    private final HttpServer issuer;
    private final Path output;
    private final Process process;

    /**
     * Starts the server and waits until it is ready.
     *
     * @param settings as arguments of the command line, without the hyphens
     */
    public ServerProcess(Path directory, String... settings) throws Exception {
        key = new ECKeyGenerator(Curve.P_256)
                .algorithm(JWSAlgorithm.ES256)
                .keyID("one")
                .generate();
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
        issuer.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        issuer.start();
        output = directory.resolve("output");
        List<String> command = Jvm.command("-Xmx512m");
        command.addAll(List.of(
                "dev.almanac.AlmanacApplication",
                "--spring.profiles.active=production",
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--almanac.security.issuer=https://issuer.example",
                "--almanac.security.audience=almanac",
                "--almanac.security.jwks-uri=http://127.0.0.1:%d/keys"
                        .formatted(issuer.getAddress().getPort())));
        Arrays.stream(settings).map("--"::concat).forEach(command::add);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(directory.toFile());
        builder.environment()
                .putAll(Map.of(
                        "ALMANAC_DATABASE_URL", database,
                        "ALMANAC_SECURITY_SECRET", SECRET,
                        "ALMANAC_MONITORING_TOKEN", SCRAPE_TOKEN));
        process = builder.start();
        awaitStart();
    }

    /** A session of a superuser's in the server's database, which nobody else uses. */
    public Connection database() throws SQLException {
        var url = DatabaseUrl.parse(database);
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_START_SECONDS);
        while (!output().contains("Started AlmanacApplication")) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                String written = output();
                close();
                throw new AssertionError("not started: " + written.substring(Math.max(0, written.length() - 4_000)));
            }
        }
    }

    /** All that it has written so far. */
    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri(String path) {
        var port = PORT.matcher(output());
        if (!port.find()) {
            throw new AssertionError("no port");
        }
        return URI.create("http://127.0.0.1:" + port.group(1) + path);
    }

    /** A token of the issuer for this person. */
    public String token(String subject) {
        var token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(),
                new JWTClaimsSet.Builder()
                        .issuer("https://issuer.example")
                        .audience("almanac")
                        .subject(subject)
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    /** A request to {@code /graphql}. */
    public HttpRequest graphQl(String token, String requestId, String document, Map<String, ?> variables) {
        var body = JsonMapper.shared().writeValueAsString(Map.of("query", document, "variables", variables));
        return HttpRequest.newBuilder(uri("/graphql"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .header("X-Request-Id", requestId)
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    /** Sends SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** Whether it has ended within a minute. */
    public boolean hasEnded() throws InterruptedException {
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        issuer.stop(0);
    }
}
