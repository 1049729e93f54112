package dev.probity.health.microprofile;

import dev.probity.health.Group;
import dev.probity.health.Health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

import java.lang.annotation.Annotation;

/// Adds a check to each of MicroProfile's three questions when the application has a bean of type
/// [Health], which it produces as a `@Singleton`. Without one it adds nothing.
///
/// The answers then come from what the library knows, and no check is run for a request.
public final class HealthExtension implements Extension {
    private boolean hasHealth;

    <T> void see(@Observes ProcessBean<T> bean) {
        hasHealth |= bean.getBean().getTypes().contains(Health.class);
    }

    void add(@Observes AfterBeanDiscovery discovery) {
        if (hasHealth) {
            add(discovery, Group.LIVENESS, Liveness.Literal.INSTANCE);
            add(discovery, Group.READINESS, Readiness.Literal.INSTANCE);
            add(discovery, Group.STARTUP, Startup.Literal.INSTANCE);
        }
    }

    private static void add(AfterBeanDiscovery discovery, Group group, Annotation question) {
        discovery
                .<HealthCheck>addBean()
                .id("probity-health-" + group.name())
                .types(HealthCheck.class)
                .qualifiers(question)
                .scope(Singleton.class)
                .produceWith(beans -> new GroupCheck(beans.select(Health.class).get(), group));
    }
}
