// A landlord's sign-in service for tests: a certified OpenID provider on loopback.
//
// It says on its first line where it is, and ends when its input does. Who signs in
// there, and what is forged of the next token, is told by POST to /person and /forge.
import { generateKeyPairSync, createSign } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";

const [clientId, secret, back] = process.argv.slice(2);
const pair = () => generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const ours = pair();
const foreign = pair();
const people = new Map();
let next = null;
let forge = null;

const b64 = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const read = (part) => JSON.parse(Buffer.from(part, "base64url").toString());

function forged(token) {
  const [head, body] = token.split(".").slice(0, 2).map(read);
  const { claims = {}, header = {}, key = "ours" } = forge;
  Object.assign(head, header);
  const text = `${b64(head)}.${b64({ ...body, ...claims })}`;
  if (head.alg === "none") return `${text}.`;
  const sign = createSign("RSA-SHA256").update(text);
  return `${text}.${sign.sign(key === "ours" ? ours : foreign).toString("base64url")}`;
}

async function json(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
}

function made(issuer) {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: secret, redirect_uris: [back] },
      { client_id: "another", client_secret: secret, redirect_uris: [back] }],
    jwks: { keys: [{ ...ours.export({ format: "jwk" }), kid: "k1", use: "sig", alg: "RS256" }] },
    scopes: ["openid", "profile", "email", "groups"],
    claims: { openid: ["sub"], profile: ["name", "preferred_username"],
      email: ["email", "email_verified"], groups: ["groups"], amr: null },
    cookies: { keys: ["only for tests"] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...people.get(sub) }) }),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email groups");
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Grant: 600, Interaction: 600, Session: 600 },
  });
  provider.use(async (context, following) => {
    await following();
    const token = context.body?.id_token;
    if (forge && token) context.body.id_token = forged(token);
    if (forge?.userinfo && context.path === "/me") context.body = { ...context.body, ...forge.userinfo };
  });
  return provider;
}

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = made(issuer);
  const answer = provider.callback();
  server.on("request", async (request, response) => {
    if (request.url === "/person") {
      next = await json(request);
      people.set(next.sub, next);
      return response.end();
    }
    if (request.url === "/forge") {
      const told = await json(request);
      forge = Object.keys(told).length ? told : null;
      return response.end();
    }
    if (request.url.startsWith("/interaction/")) {
      const result = next.cancels
        ? { error: "access_denied" }
        : { login: { accountId: next.sub, amr: next.amr, remember: false } };
      return provider.interactionFinished(request, response, result);
    }
    return answer(request, response);
  });
  console.log(issuer);
});
process.stdin.on("end", () => process.exit(0)).resume();
