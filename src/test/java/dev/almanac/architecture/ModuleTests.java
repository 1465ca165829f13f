package dev.almanac.architecture;

import dev.almanac.AlmanacApplication;
import dev.almanac.server.SelfContained;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Each folder below the root is a module, which says in its package-info what it may use. */
@SelfContained
class ModuleTests {

    @Test
    void modulesUseWhatTheyDeclareAndNothingElse() {
        ApplicationModules.of(AlmanacApplication.class).verify();
    }
}
