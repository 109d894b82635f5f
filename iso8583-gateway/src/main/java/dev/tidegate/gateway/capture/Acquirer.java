package dev.tidegate.gateway.capture;

import dev.tidegate.gateway.codec.IsoCodec;
import dev.tidegate.gateway.link.AcquirerLink;
import dev.tidegate.gateway.profile.Profile;

/** One acquirer: how to speak to it, the line to it, and who takes PINs on to it. */
public record Acquirer(String name, Profile profile, IsoCodec codec, AcquirerLink link, PinDesk pins) {
    /** One that takes no PIN. */
    public Acquirer(String name, Profile profile, IsoCodec codec, AcquirerLink link) {
        this(name, profile, codec, link, PinDesk.none());
    }
}
