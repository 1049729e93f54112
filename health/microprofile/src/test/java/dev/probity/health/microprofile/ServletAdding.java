package dev.probity.health.microprofile;

import org.jboss.arquillian.container.test.impl.enricher.resource.URIResourceProvider;
import org.jboss.arquillian.container.test.spi.client.deployment.ApplicationArchiveProcessor;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.TestClass;
import org.jboss.arquillian.test.spi.enricher.resource.ResourceProvider;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/// Gives every application that is deployed for a test the paths that are asked.
public final class ServletAdding implements LoadableExtension, ApplicationArchiveProcessor {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.service(ApplicationArchiveProcessor.class, ServletAdding.class)
                .override(
                        ResourceProvider.class,
                        URIResourceProvider.class,
                        SingleSlashAddress.class);
    }

    @Override
    public void process(Archive<?> archive, TestClass test) {
        if (archive instanceof WebArchive application) {
            application.addClass(HealthServlet.class);
        }
    }
}
