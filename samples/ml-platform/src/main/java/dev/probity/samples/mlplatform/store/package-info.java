/// An object store that speaks S3 and keeps its objects in a folder: S3Proxy, with settings.
@NullMarked
package dev.probity.samples.mlplatform.store;

import org.jspecify.annotations.NullMarked;
