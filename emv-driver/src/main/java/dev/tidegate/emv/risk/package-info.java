/** Whether the terminal itself would rather have the issuer asked (EMV 4.4 Book 3, 10.6). */
@NullMarked
package dev.tidegate.emv.risk;

import org.jspecify.annotations.NullMarked;
