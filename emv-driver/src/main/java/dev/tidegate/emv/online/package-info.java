/** What the issuer tells its card (EMV 4.4 Book 3, 10.9 and 10.10). */
@NullMarked
package dev.tidegate.emv.online;

import org.jspecify.annotations.NullMarked;
