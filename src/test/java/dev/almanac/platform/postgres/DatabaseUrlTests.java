package dev.almanac.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.almanac.platform.StartRefusedException;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    @Test
    void bothDriversAreToldTheSameInTheirOwnWords() {
        DatabaseUrl url = DatabaseUrl.parse(
                "postgresql://ada:secret@db.example:6543/calendar?sslmode=require&connect_timeout=7&application_name=a%20b");
        assertThat(url.jdbcUrl())
                .isEqualTo(
                        "jdbc:postgresql://db.example:6543/calendar?ApplicationName=a%20b&connectTimeout=7&sslmode=require");
        ConnectionFactoryOptions options = url.r2dbcOptions();
        assertThat(options.getValue(ConnectionFactoryOptions.HOST)).isEqualTo("db.example");
        assertThat(options.getValue(ConnectionFactoryOptions.PORT)).isEqualTo(6543);
        assertThat(options.getValue(ConnectionFactoryOptions.DATABASE)).isEqualTo("calendar");
        assertThat(options.getValue(ConnectionFactoryOptions.USER)).isEqualTo("ada");
        assertThat(options.getValue(ConnectionFactoryOptions.PASSWORD)).isEqualTo("secret");
        assertThat(options.getValue(Option.valueOf("sslMode"))).isEqualTo("require");
        assertThat(options.getValue(Option.valueOf("applicationName"))).isEqualTo("a b");
        assertThat(ConnectionFactories.get(options)).isNotNull();
    }

    @Test
    void percentEncodingIsUndoneAndAPlusIsAPlus() {
        DatabaseUrl url = DatabaseUrl.parse("postgres://a%40b:p%2Fw%3A+%C3%A9@localhost/my%20db");
        assertThat(url.user()).isEqualTo("a@b");
        assertThat(url.password()).isEqualTo("p/w:+é");
        assertThat(url.database()).isEqualTo("my db");
        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://localhost:5432/my%20db");
    }

    @Test
    void aPasswordMayBeAbsentAndAnAddressIpv6() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://ada@[::1]:5433/calendar");
        assertThat(url.password()).isNull();
        assertThat(url.host()).isEqualTo("::1");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5433/calendar");
    }

    @ParameterizedTest
    @Tag("F3")
    @ValueSource(
            strings = {
                "",
                "jdbc:postgresql://ada:hidden@localhost/x",
                "mysql://ada:hidden@localhost/x",
                "postgresql://ada:hidden@localhost",
                "postgresql://ada:hidden@localhost/",
                "postgresql://localhost/x?password=hidden",
                "postgresql://ada:hidden@one,two/x",
                "postgresql://ada:hidden@localhost/x?options=-c%20fsync%3Doff",
                "postgresql://ada:hidden@localhost/x?sslmode",
                "postgresql://ada:hid den@localhost/x",
                "postgresql://ada:%zzhidden@localhost/x"
            })
    void whatIsNoAddressIsRefusedWithoutRepeatingThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("postgresql://user:password@host:port/name")
                .hasMessageNotContaining("hidden")
                .hasNoCause();
    }

    @Test
    @Tag("F3")
    void theTextOfAnAddressHasNoPassword() {
        assertThat(DatabaseUrl.parse("postgresql://ada:hidden@localhost/x"))
                .hasToString("postgresql://ada@localhost:5432/x");
        assertThat(TestPools.settings("postgresql://ada:hidden@localhost/x").toString())
                .doesNotContain("hidden");
    }
}
