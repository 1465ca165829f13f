package dev.almanac.platform.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Finds names under {@code almanac} that are no setting. Files and the command line are the server's own, so each such name
 * is a mistake. Environment variables and system properties are shared: a cluster makes names such as
 * {@code ALMANAC_SERVICE_HOST} for every process, so there only what is nearly a setting is one.
 */
final class UnknownSettings {

    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("almanac");
    private static final int SLIP = 2;
    private static final Set<String> SHARED = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);

    private final Collection<Setting> settings;

    UnknownSettings(Collection<Setting> settings) {
        this.settings = settings;
    }

    /** A sentence for each. */
    List<String> in(Environment environment) {
        Set<String> sentences = new TreeSet<>();
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource names
                    && source.getUnderlyingSource() instanceof PropertySource<?> underlying) {
                boolean shared = SHARED.contains(underlying.getName());
                boolean variables =
                        underlying.getName().equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
                names.stream()
                        .filter(name -> ROOT.isAncestorOf(name) && !known(name, shared))
                        .forEach(name -> judge(name, shared, variables, sentences));
            }
        }
        return List.copyOf(sentences);
    }

    private boolean known(ConfigurationPropertyName name, boolean shared) {
        return settings.stream().anyMatch(setting -> setting.isMeantBy(name, shared));
    }

    private void judge(
            ConfigurationPropertyName name, boolean shared, boolean variables, Collection<String> sentences) {
        var nearest = settings.stream()
                .min(Comparator.comparingInt(setting -> distance(setting, name)))
                .orElseThrow();
        if (!shared || distance(nearest, name) <= SLIP) {
            sentences.add("There is no setting %s: the nearest is %s."
                    .formatted(
                            variables ? Setting.variable(name) : name,
                            variables ? nearest.variable() : nearest.name()));
        }
    }

    private static int distance(Setting setting, ConfigurationPropertyName name) {
        return distance(Setting.letters(setting.name()), Setting.letters(name));
    }

    /** How many letters must be put in, taken out or replaced (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
