/** Swagger UI on the document of all services. It asks this gateway only, with the token that “Authorize” takes. */

// The token of the console's tab, when the explorer was opened from there.
const token = sessionStorage.getItem('polystore.token');

const dark = matchMedia('(prefers-color-scheme: dark)');
const colour = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', colour);
colour();

const ui = window.SwaggerUIBundle({
  url: '/openapi',
  dom_id: '#explorer',
  deepLinking: true,
  docExpansion: 'none',
  defaultModelsExpandDepth: -1,
  displayRequestDuration: true,
  filter: true,
  tagsSorter: 'alpha',
  validatorUrl: null,
  persistAuthorization: false,
  requestInterceptor: (request) => {
    // Swagger UI would ask for YAML, which takes it longer to read.
    if (request.loadSpec) request.headers.Accept = 'application/json';
    return request;
  },
  onComplete: () => {
    if (token) ui.preauthorizeApiKey('SecurityScheme', token);
  },
});
