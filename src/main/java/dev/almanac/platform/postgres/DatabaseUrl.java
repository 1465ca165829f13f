package dev.almanac.platform.postgres;

import dev.almanac.platform.StartRefusedException;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * A database's address in libpq's form, {@code postgresql://user:password@host:port/name?sslmode=…} (PostgreSQL manual,
 * 32.1.1.2), read once and told to both drivers in their own words.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param password null where the server asks for none
 * @param parameters some of {@code sslmode}, {@code sslrootcert}, {@code sslcert}, {@code sslkey},
 *     {@code application_name}, {@code connect_timeout} (seconds), by libpq's names
 */
public record DatabaseUrl(
        String host,
        int port,
        String database,
        String user,
        @Nullable String password,
        Map<String, String> parameters) {

    private static final int DEFAULT_PORT = 5432;

    /** From libpq's names to those of the two drivers. */
    private enum Parameter {
        SSLMODE("sslmode", "sslMode"),
        SSLROOTCERT("sslrootcert", "sslRootCert"),
        SSLCERT("sslcert", "sslCert"),
        SSLKEY("sslkey", "sslKey"),
        APPLICATION_NAME("ApplicationName", "applicationName"),
        CONNECT_TIMEOUT("connectTimeout", "connectTimeout");

        private final String jdbc;
        private final String r2dbc;

        Parameter(String jdbc, String r2dbc) {
            this.jdbc = jdbc;
            this.r2dbc = r2dbc;
        }

        static Parameter of(String name) {
            for (Parameter parameter : values()) {
                if (parameter.name().equalsIgnoreCase(name)) {
                    return parameter;
                }
            }
            throw refuse("has the parameter " + name + ", which is none of the known ones");
        }
    }

    public DatabaseUrl {
        parameters = Map.copyOf(parameters);
        parameters.keySet().forEach(Parameter::of);
    }

    /** Reads the address, or refuses the start with a sentence that does not repeat it. */
    public static DatabaseUrl parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException invalid) {
            // The cause would carry the text, and with it the password.
            throw refuse("is not an address");
        }
        if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
            throw refuse("does not begin with postgresql://");
        }
        String host = uri.getHost();
        String path = uri.getRawPath();
        String userInfo = uri.getRawUserInfo();
        if (host == null || path == null || path.length() < 2 || userInfo == null || userInfo.startsWith(":")) {
            throw refuse("lacks its host, its user or its database");
        }
        int colon = userInfo.indexOf(':');
        return new DatabaseUrl(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                decode(path.substring(1)),
                decode(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                colon < 0 ? null : decode(userInfo.substring(colon + 1)),
                parameters(uri.getRawQuery()));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : StringUtils.tokenizeToStringArray(query, "&")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw refuse("has a parameter without a value");
            }
            parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return StringUtils.uriDecode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException invalid) {
            throw refuse("has a broken percent-encoding");
        }
    }

    private static StartRefusedException refuse(String fault) {
        return new StartRefusedException(
                "almanac.database.url %s: it must read postgresql://user:password@host:port/name.".formatted(fault));
    }

    /** For JDBC, without user and password. */
    public String jdbcUrl() {
        String at = "jdbc:postgresql://%s:%d/%s"
                .formatted(host.contains(":") ? "[" + host + "]" : host, port, encode(database));
        return parameters.isEmpty()
                ? at
                : at
                        + parameters.entrySet().stream()
                                .map(entry -> Parameter.of(entry.getKey()).jdbc + "=" + encode(entry.getValue()))
                                .sorted()
                                .collect(Collectors.joining("&", "?", ""));
    }

    public ConnectionFactoryOptions r2dbcOptions() {
        var options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, host)
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.DATABASE, database)
                .option(ConnectionFactoryOptions.USER, user);
        if (password != null) {
            options.option(ConnectionFactoryOptions.PASSWORD, password);
        }
        parameters.forEach((name, value) -> {
            Parameter parameter = Parameter.of(name);
            options.option(
                    Option.valueOf(parameter.r2dbc),
                    parameter == Parameter.CONNECT_TIMEOUT ? "PT" + value + "S" : value);
        });
        return options.build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
    }
}
