package dev.probity.health.springboot;

import dev.probity.health.Health;
import dev.probity.health.http.Endpoints;
import dev.probity.health.servlet.HealthFilter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// With a [Health] bean in the application: its paths are answered, its checks are in the
/// actuator's health under `probity`, and what Boot says of its availability counts.
@AutoConfiguration
@ConditionalOnBean(Health.class)
public class ProbityHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    public Endpoints probityHealthEndpoints(Health health) {
        return Endpoints.of(health);
    }

    @Bean
    public Availability probityHealthAvailability(Health health) {
        return new Availability(health);
    }

    /// Only where there is an actuator to contribute to.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(CompositeHealthContributor.class)
    static class Actuator {
        @Bean
        CompositeHealthContributor probityHealthContributor(Health health) {
            return Contributors.of(health);
        }
    }

    /// Only where there are servlets; a reactive application uses a listener of its own.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(FilterRegistrationBean.class)
    static class Web {
        /// First of all: before security, which would ask the orchestrator to log in.
        @Bean
        FilterRegistrationBean<HealthFilter> probityHealthFilter(Endpoints endpoints) {
            FilterRegistrationBean<HealthFilter> filter =
                    new FilterRegistrationBean<>(new HealthFilter(endpoints));
            filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
            filter.addUrlPatterns("/*");
            return filter;
        }
    }
}
