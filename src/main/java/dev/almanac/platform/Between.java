package dev.almanac.platform;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * The least and the most that a setting may be, both allowed, written as the setting itself is: a whole number, a size
 * ({@code 256KB}) or a duration ({@code 2s}).
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Between.Check.class)
public @interface Between {

    String least();

    String most();

    String message() default "out of bounds";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Compares a value with the bounds. */
    final class Check implements ConstraintValidator<Between, Object> {

        private String least = "";
        private String most = "";

        @Override
        public void initialize(Between bounds) {
            least = bounds.least();
            most = bounds.most();
        }

        @Override
        public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
            return switch (value) {
                case null -> true;
                case Number number ->
                    Long.parseLong(least) <= number.longValue() && number.longValue() <= Long.parseLong(most);
                case DataSize size ->
                    DataSize.parse(least).compareTo(size) <= 0
                            && DataSize.parse(most).compareTo(size) >= 0;
                case Duration duration ->
                    parse(least).compareTo(duration) <= 0 && parse(most).compareTo(duration) >= 0;
                default -> throw new IllegalArgumentException(value.getClass() + " has no bounds");
            };
        }

        private static Duration parse(String text) {
            return DurationStyle.detectAndParse(text);
        }
    }
}
