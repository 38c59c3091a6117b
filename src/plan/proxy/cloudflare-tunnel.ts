// Proxy "cloudflare-tunnel": Cloudflare ends TLS and reaches the server by a connection that goes out from it.
import type { ProxyEntry } from './entry.js';

/**
 * The rules stand in the project, where they are reviewed, not at Cloudflare; the token alone names the
 * tunnel. Compose hands it over in a variable: of its secrets, those made of variables cannot be put on
 * a read-only root, and those that are files keep an owner whom cloudflared's user is not.
 */
export const cloudflareTunnel: ProxyEntry = {
  label: 'Cloudflare Tunnel',
  description: 'TLS at Cloudflare, for a domain that is there; no port is open to anyone',
  templates: (hosting) => [
    'proxy/cloudflare-tunnel/rules',
    ...(hosting === 'systemd' ? ['proxy/cloudflare-tunnel/unit'] : []),
  ],
  variables: (hosting) =>
    hosting === 'docker'
      ? [
          {
            name: 'TUNNEL_TOKEN',
            description:
              'What cloudflared proves the tunnel with; cloudflared tunnel token prints it',
            value: '',
            required: true,
          },
        ]
      : [],
  readme: 'partials/proxy-cloudflare-tunnel.hbs',
};
