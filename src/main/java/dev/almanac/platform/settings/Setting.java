package dev.almanac.platform.settings;

import dev.almanac.platform.Between;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.unit.DataSize;

/**
 * One setting.
 *
 * @param name as it stands in a file: {@code almanac.limits.page-size}
 * @param many whether it takes several values, which may then be numbered
 * @param form what it must be, as the end of a sentence: {@code a whole number from 1 to 1000}
 */
record Setting(ConfigurationPropertyName name, boolean many, String form) {

    private static final Map<Class<?>, String> FORMS = Map.of(
            boolean.class, "true or false",
            int.class, "a whole number",
            long.class, "a whole number",
            DataSize.class, "a size, such as 256KB,",
            Duration.class, "a duration, such as 500ms or 2s,",
            ZoneId.class, "a zone of the IANA database, such as Europe/Zurich",
            Locale.class, "a language tag, such as en-GB",
            URI.class, "an address, such as https://issuer.example/keys",
            Path.class, "a path",
            String.class, "text");

    /** The settings of a record of them, those of the records inside it included. */
    static List<Setting> of(Class<?> type) {
        var annotation = type.getAnnotation(ConfigurationProperties.class);
        if (annotation == null || !type.isRecord()) {
            throw new IllegalArgumentException(type + " is no record of settings");
        }
        List<Setting> settings = new ArrayList<>();
        collect(ConfigurationPropertyName.of(annotation.value()), type, settings);
        return settings;
    }

    private static void collect(ConfigurationPropertyName prefix, Class<?> type, List<Setting> settings) {
        for (RecordComponent component : type.getRecordComponents()) {
            var name = prefix.append(dashed(component.getName()));
            if (component.getType().isRecord()) {
                collect(name, component.getType(), settings);
            } else {
                boolean many = Collection.class.isAssignableFrom(component.getType());
                settings.add(new Setting(name, many, form(type, component)));
            }
        }
    }

    /** {@code pageSize} as {@code page-size}. */
    static String dashed(String component) {
        return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String form(Class<?> type, RecordComponent component) {
        Field field;
        try {
            field = type.getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
        var pattern = field.getAnnotation(Pattern.class);
        if (pattern != null) {
            return pattern.message();
        }
        var kind = kind(component.getType());
        var bounds = field.getAnnotation(Between.class);
        return bounds == null
                ? kind.replaceAll(",$", "")
                : "%s from %s to %s".formatted(kind, bounds.least(), bounds.most());
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name())
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return Collection.class.isAssignableFrom(type)
                ? "a list, parted by commas"
                : FORMS.getOrDefault(type, "a " + type.getSimpleName());
    }

    /** As an environment variable. */
    String variable() {
        return variable(name);
    }

    static String variable(ConfigurationPropertyName name) {
        return name.toString()
                .toUpperCase(Locale.ROOT)
                .replace('.', '_')
                .replace('-', '_')
                .replace('[', '_')
                .replace("]", "");
    }

    /** The name's letters and digits alone: an environment variable has no other mark than the underscore, and parts by it. */
    static String letters(ConfigurationPropertyName name) {
        return name.toString().replaceAll("[^a-z0-9]", "");
    }

    boolean isMeantBy(ConfigurationPropertyName other, boolean shared) {
        if (shared) {
            var rest = letters(other);
            return rest.equals(letters(name)) || (many && rest.matches(letters(name) + "\\d+"));
        }
        return name.equals(other) || (many && other.getNumberOfElements() > 1 && name.equals(other.getParent()));
    }
}
