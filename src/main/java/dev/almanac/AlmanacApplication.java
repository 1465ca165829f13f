package dev.almanac;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the server. */
@SpringBootApplication
public class AlmanacApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(AlmanacApplication.class, arguments);
    }
}
