package dev.almanac.platform.graphql.page;

import dev.almanac.platform.Limits;
import graphql.schema.DataFetchingEnvironment;
import org.springframework.core.MethodParameter;
import org.springframework.graphql.data.method.HandlerMethodArgumentResolver;
import org.springframework.stereotype.Component;

/** Gives controllers their {@link PageArguments}. */
@Component
class PageArgumentsResolver implements HandlerMethodArgumentResolver {

    private final Limits limits;

    PageArgumentsResolver(Limits limits) {
        this.limits = limits;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(PageArguments.class);
    }

    @Override
    public Object resolveArgument(MethodParameter parameter, DataFetchingEnvironment environment) {
        return PageArguments.of(environment, limits);
    }
}
