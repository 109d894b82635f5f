/** What a scenario is played on: gateway, acquirer simulator and payment HSM as processes, tills, cards, timers. */
@NullMarked
package dev.tidegate.certification.plant;

import org.jspecify.annotations.NullMarked;
