/**
 * Certification runs as they lie in a folder, and what may be said of them. The pack's format is
 * docs/evidence-pack-v1.md.
 */
@NullMarked
package dev.tidegate.gateway.review;

import org.jspecify.annotations.NullMarked;
