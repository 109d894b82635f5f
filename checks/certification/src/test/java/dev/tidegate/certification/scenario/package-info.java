@NullMarked
package dev.tidegate.certification.scenario;

import org.jspecify.annotations.NullMarked;
