package dev.almanac.local;

import dev.almanac.platform.security.Identity;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who signs in by saying who they are. */
public record Person(String email, String name) {

    /** Who is signed in where nobody is named. */
    public static final Person SAMPLE = new Person("ada@example.com", "Ada Example");

    private static final int LONGEST_ADDRESS = 254;
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                    + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+");
    private static final Pattern BETWEEN_NAMES = Pattern.compile("[^A-Za-z0-9]+");

    /** Names the person after the address: {@code grace.hopper@example.com} is Grace Hopper. */
    static Person of(String address) {
        if (address.length() > LONGEST_ADDRESS || !ADDRESS.matcher(address).matches()) {
            throw new IllegalArgumentException("email is not an e-mail address");
        }
        String email = address.toLowerCase(Locale.ROOT);
        return email.equals(SAMPLE.email) ? SAMPLE : new Person(email, name(email));
    }

    /** Whom this server's own tokens mean by the person. */
    public Identity identity(String issuer) {
        return new Identity(issuer, email, email, true, name);
    }

    private static String name(String email) {
        String name = Arrays.stream(BETWEEN_NAMES.split(email.substring(0, email.indexOf('@')), -1))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? email : name;
    }
}
