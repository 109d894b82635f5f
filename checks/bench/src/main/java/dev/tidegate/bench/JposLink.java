package dev.tidegate.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jdom2.Element;
import org.jpos.core.ConfigurationException;
import org.jpos.core.SimpleConfiguration;
import org.jpos.iso.ISOChannel;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.packager.GenericPackager;
import org.jpos.q2.Q2;
import org.jpos.q2.QBeanSupport;
import org.jpos.q2.iso.ChannelAdaptor;
import org.jpos.q2.iso.QMUX;

/** jPOS' QMUX and ChannelAdaptor, bare: no log, no checks; each trip copies a message, and sets what differs. */
final class JposLink implements Round {
    private static final long TIMER_MILLIS = 10_000;
    private static final long CONNECT_MILLIS = 10_000;
    private static final int VALUE_MAX = 999_999;

    private final ISOMsg template;
    private final ChannelAdaptor channel;
    private final QMUX mux = new QMUX();

    /**
     * @param packager as the gateway's profile has it
     * @param message the one that is measured, as it goes over the wire
     */
    JposLink(Path packager, byte[] message, int port) {
        try (InputStream in = Files.newInputStream(packager)) {
            GenericPackager reading = new GenericPackager(in);
            this.template = new ISOMsg();
            template.setPackager(reading);
            int ignored = template.unpack(message);
            this.channel = new ChannelAdaptor() {
                @Override
                protected ISOChannel initChannel() {
                    return new NACChannel("127.0.0.1", port, reading, null);
                }
            };
            // The two ask it for their counters; it is never started.
            Q2 server = new Q2(Files.createTempDirectory("q2").toString());
            configure(channel, "bench-channel", server, element("channel-adaptor", "bench-send", "bench-receive"));
            configure(
                    mux,
                    "bench-mux",
                    server,
                    element("mux", "bench-receive", "bench-send")
                            .addContent(new Element("ready").setText("bench-channel.ready")));
            channel.init();
            mux.init();
            channel.start();
            mux.start();
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long end = System.nanoTime() + CONNECT_MILLIS * 1_000_000;
        while (!mux.isConnected()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("jPOS does not connect");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public boolean trip(int caller, int turn) {
        try {
            ISOMsg message = (ISOMsg) template.clone();
            int stan = turn % VALUE_MAX + 1;
            message.set(11, String.format(Locale.ROOT, "%06d", stan));
            message.set(37, String.format(Locale.ROOT, "6326%08d", stan));
            message.set(41, String.format(Locale.ROOT, "TIDE%04d", caller));
            ISOMsg answer = mux.request(message, TIMER_MILLIS);
            return answer != null && "00".equals(answer.getString(39));
        } catch (ISOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        mux.stop();
        channel.stop();
        mux.destroy();
        channel.destroy();
    }

    private static Element element(String name, String in, String out) {
        return new Element(name).addContent(new Element("in").setText(in)).addContent(new Element("out").setText(out));
    }

    private static void configure(QBeanSupport bean, String name, Q2 server, Element settings)
            throws ConfigurationException {
        bean.setName(name);
        bean.setServer(server);
        bean.setPersist(settings);
        bean.setConfiguration(new SimpleConfiguration());
    }
}
