package dev.almanac.server;

import dev.almanac.AlmanacApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test against the whole server, which is started once for all of them; each test signs in people of its own. Jobs run where a test
 * has them run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = AlmanacApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "almanac.local.directory=target/almanac-test",
            "almanac.local.sample-data=false",
            "almanac.jobs.enabled=false"
        })
@ContextConfiguration(initializers = TestDatabase.class)
@Import({TestClock.class, StatementCounter.class, Api.class, SchemaInspection.class})
public @interface AlmanacTest {}
