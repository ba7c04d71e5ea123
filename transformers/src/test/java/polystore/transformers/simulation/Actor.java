package polystore.transformers.simulation;

/// Somebody who acts in small steps, each of which is atomic; between any two the others may act.
interface Actor {

    /// Does the next step, or nothing while it has to wait.
    void step();

    boolean done();
}
