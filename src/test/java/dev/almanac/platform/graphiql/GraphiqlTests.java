package dev.almanac.platform.graphiql;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.web.reactive.server.WebTestClient;

class GraphiqlTests {

    private final WebTestClient client = WebTestClient.bindToRouterFunction(
                    new GraphiqlConfiguration().graphiqlRoutes())
            .configureClient()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 * 1024 * 1024))
            .build();

    @ParameterizedTest
    @Tag("F9")
    @CsvSource({
        "/, text/html;charset=UTF-8",
        "/favicon.ico, image/svg+xml",
        "/graphiql/page.js, text/javascript;charset=UTF-8",
        "/graphiql/page.css, text/css;charset=UTF-8",
        "/graphiql/assets/graphiql.min.js, text/javascript;charset=UTF-8",
        "/graphiql/assets/graphiql.min.css, text/css;charset=UTF-8",
        "/graphiql/assets/react.production.min.js, text/javascript;charset=UTF-8",
        "/graphiql/assets/react-dom.production.min.js, text/javascript;charset=UTF-8",
        "/graphiql/examples/home.graphql, application/graphql;charset=UTF-8"
    })
    void eachFileComesWithItsTypeAndAPolicyWithoutInlineCode(String path, String type) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", type)
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .startsWith("default-src 'none'")
                                .contains("frame-ancestors 'none'")
                                .doesNotContain("unsafe", "*", "http"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/graphiql", "/graphiql/"})
    void theOtherNameLeadsToThePage(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isPermanentRedirect()
                .expectHeader()
                .location("/");
    }

    @ParameterizedTest
    @Tag("F10")
    @ValueSource(
            strings = {
                "/graphiql/index.html",
                "/graphiql/assets/index.html",
                "/graphiql/assets/render.js",
                "/graphiql/assets/",
                "/graphiql/assets/../../application.yaml",
                "/graphiql/assets/%2e%2e/%2e%2e/application.yaml",
                "/graphiql/examples/../../application.yaml"
            })
    void whatIsNotListedIsNotThere(String path) {
        client.get().uri(URI.create(path)).exchange().expectStatus().isNotFound();
    }

    @Test
    void thePageLoadsOnlyFilesOfThisServerAndHasNoInlineCode() throws Exception {
        String page = text("graphiql/index.html");
        List<String> addresses = all("(?:src|href)=\"([^\"]+)\"", page);
        assertThat(addresses)
                .isNotEmpty()
                .allSatisfy(address ->
                        client.get().uri(address).exchange().expectStatus().isOk());
        assertThat(page)
                .doesNotContain("<style", "style=", "onload", "javascript:")
                .doesNotContainPattern("<script[^>]*>[^<]");
        assertThat(page + text("graphiql/page.js") + text("graphiql/page.css"))
                .doesNotContain("http://", "https://", "//cdn");
    }

    @Test
    void everyExampleHasATabAndEveryTabAnExample() throws Exception {
        Resource[] files =
                new PathMatchingResourcePatternResolver().getResources("classpath:graphiql/examples/*.graphql");
        Stream<String> names = Arrays.stream(files).map(file -> String.valueOf(file.getFilename()));
        List<String> tabs = all("file: '([a-z-]+)'", text("graphiql/page.js"));
        assertThat(tabs).isNotEmpty();
        assertThat(names)
                .containsExactlyInAnyOrderElementsOf(
                        tabs.stream().map(tab -> tab + ".graphql").toList());
    }

    @Test
    @Tag("F10")
    void unlessSwitchedOnThereIsNoPageAndNoOpenPath() {
        ReactiveWebApplicationContextRunner runner =
                new ReactiveWebApplicationContextRunner().withUserConfiguration(GraphiqlConfiguration.class);
        runner.run(
                context -> assertThat(context).doesNotHaveBean("graphiqlRoutes").doesNotHaveBean("graphiqlPage"));
        runner.withPropertyValues("almanac.graphiql.enabled=true")
                .run(context -> assertThat(context).hasBean("graphiqlRoutes").hasBean("graphiqlPage"));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String text(String name) throws Exception {
        return new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8);
    }
}
