package dev.probity.health.microprofile;

import org.jboss.arquillian.container.test.impl.enricher.resource.URIResourceProvider;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jspecify.annotations.Nullable;

import java.lang.annotation.Annotation;
import java.net.URI;

/// The TCK appends `/health` to the address of an application, which ends with a slash, and Jetty
/// refuses paths with two of them.
public final class SingleSlashAddress extends URIResourceProvider {

    @Override
    public @Nullable Object lookup(ArquillianResource resource, Annotation... qualifiers) {
        Object found = super.lookup(resource, qualifiers);
        return found instanceof URI uri && uri.toString().endsWith("/")
                ? URI.create(uri.toString().substring(0, uri.toString().length() - 1))
                : found;
    }
}
