// Creates the replica set and the users if they are missing. It runs at every start.
const administrator = { user: 'administrator', pwd: process.env.MONGODB_ADMINISTRATOR_PASSWORD };
const services = {
  catalog: [process.env.MONGODB_CATALOG_PASSWORD, process.env.MONGODB_CATALOG_OWNER_PASSWORD],
  analytics: [process.env.MONGODB_ANALYTICS_PASSWORD, process.env.MONGODB_ANALYTICS_OWNER_PASSWORD],
};
const ALREADY_INITIALIZED = 23;
const UNAUTHORIZED = 13;
const ALREADY_EXISTS = [51002, 51003];

function unless(codes, change) {
  try {
    change();
  } catch (error) {
    if (!codes.includes(error.code)) throw error;
  }
}

unless([ALREADY_INITIALIZED, UNAUTHORIZED], () =>
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] }));
for (let tries = 0; tries < 60 && !db.hello().isWritablePrimary; tries++) sleep(500);

const admin = db.getSiblingDB('admin');
// MongoDB lets an unauthenticated local client create the first user; that user creates the others.
unless([UNAUTHORIZED, ...ALREADY_EXISTS], () => admin.createUser({ ...administrator, roles: ['root'] }));
admin.auth(administrator.user, administrator.pwd);
for (const [name, [application, owner]] of Object.entries(services)) {
  const own = db.getSiblingDB(name);
  // Empty: the migrate step grants the role its rights, collection by collection.
  unless(ALREADY_EXISTS, () => own.createRole({ role: 'application', privileges: [], roles: [] }));
  unless(ALREADY_EXISTS, () => own.createUser({ user: name, pwd: application, roles: ['application'] }));
  unless(ALREADY_EXISTS, () => own.createUser({ user: `${name}-owner`, pwd: owner, roles: ['dbOwner'] }));
}
