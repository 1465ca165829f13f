package dev.almanac.local.sample;

import dev.almanac.event.Attendee;
import dev.almanac.event.Attendee.Response;
import dev.almanac.local.Person;
import java.util.Locale;

/** Those with whom the sample person has to do; none of them exists. */
enum People {
    ADA(Person.SAMPLE.name(), Person.SAMPLE.email()),
    NORA("Nora Feldmatt"),
    TOMAS("Tomas Brandell"),
    MEI("Mei Okafor"),
    LUCA("Luca Verdani"),
    SANA("Sana Ilmari"),
    PAVEL("Pavel Grauholt");

    private final String name;
    private final String email;

    People(String name) {
        this(name, name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.com");
    }

    People(String name, String email) {
        this.name = name;
        this.email = email;
    }

    Attendee invites() {
        return new Attendee(email, name, Response.ACCEPTED, true);
    }

    Attendee comes() {
        return answers(Response.ACCEPTED);
    }

    Attendee answers(Response response) {
        return new Attendee(email, name, response, false);
    }
}
