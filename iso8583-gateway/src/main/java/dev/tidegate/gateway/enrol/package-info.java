/** Who may call the tills' door: invitations, certificates, chains, renewal, revocation, and what was done to whom. */
@NullMarked
package dev.tidegate.gateway.enrol;

import org.jspecify.annotations.NullMarked;
