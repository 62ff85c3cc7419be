import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { State } from '../ui/State.tsx';

/** A page that breaks takes nothing else with it: the rail, the foot and what is kept on this device go on. Give it a `key`. */
export class Boundary extends Component<{ children: ReactNode }, { says: string | null }> {
  override state = { says: null };

  static getDerivedStateFromError(error: unknown) {
    return { says: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.says === null) return this.props.children;
    return (
      <section className="page" aria-label="This page broke">
        <State title="This page broke">
          <p>Nothing you wrote is lost: it is kept on this device. The page said: {this.state.says}</p>
          <Button onClick={() => this.setState({ says: null })}>Show it again</Button>
        </State>
      </section>
    );
  }
}
