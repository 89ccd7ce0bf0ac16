import { Agent as PlainAgent, type AgentOptions } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { connect } from 'node:net';

/**
 * The connection to X. Normally TLS to the host named in the address. With `COLABORA_X_CONNECT` (loopback only; the
 * configuration refuses anything else) every host of X is played by a program on this machine: addresses, signatures and
 * the Host header stay what they are, so the code under test is the code in use.
 */
export class XWire {
  readonly agent: PlainAgent;

  constructor(connectTo?: string) {
    this.agent =
      connectTo === undefined ? new TlsAgent({ keepAlive: true, maxSockets: 8 }) : loopback(connectTo);
  }

  close(): void {
    this.agent.destroy();
  }
}

function loopback(connectTo: string): PlainAgent {
  const port = Number(connectTo.slice(connectTo.lastIndexOf(':') + 1));
  const agent = new PlainAgent({ keepAlive: false } satisfies AgentOptions);
  // node:https asks its agent for these; the types don't know them.
  Object.assign(agent, {
    protocol: 'https:',
    defaultPort: 443,
    createConnection: () => connect(port, '127.0.0.1'),
  });
  return agent;
}
