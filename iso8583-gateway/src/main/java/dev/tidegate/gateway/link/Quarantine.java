package dev.tidegate.gateway.link;

/** Where frames go that cannot be read. They may hold card data: whoever takes them seals them. */
public interface Quarantine {
    /**
     * Takes one frame. Called one at a time, never by the link's own thread. What it throws is logged, and the frame is
     * lost but counted.
     *
     * @param frame its caller wipes it afterwards
     * @param reason why it cannot be read; holds nothing of it
     */
    void keep(String acquirer, byte[] frame, String reason);
}
