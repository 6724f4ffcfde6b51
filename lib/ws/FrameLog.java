package ws;

/** What goes over one connection is told here, before secrets are taken out. */
interface FrameLog {

    FrameLog NONE = new FrameLog() {
        @Override
        public void in(String kind, String data) {
        }

        @Override
        public void out(String kind, String data) {
        }
    };

    /** @param kind open, text, binary, ping, pong or close */
    void in(String kind, String data);

    void out(String kind, String data);
}
