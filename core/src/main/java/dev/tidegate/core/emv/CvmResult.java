package dev.tidegate.core.emv;

/** How the cardholder was verified, as the slip says it (tag 9F34; EMV 4.4 Book 3, 10.5). */
public enum CvmResult {
    NONE,
    SIGNATURE,
    OFFLINE_PIN,
    ONLINE_PIN,
    ON_DEVICE,
    FAILED
}
