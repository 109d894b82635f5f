/**
 * What the scenarios are worth: a gateway that breaks one of its rules, and a profile in which one field is another,
 * each of which must be found by the scenarios that are named, and by no others.
 */
@NullMarked
package dev.tidegate.certification.proof;

import org.jspecify.annotations.NullMarked;
