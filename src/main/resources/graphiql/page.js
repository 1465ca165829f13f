// GraphiQL on this server: signs in where the server hands out tokens itself, and opens with examples that run as they are.
'use strict';

(() => {
  const ENDPOINT = '/graphql';
  const RENEW_SECONDS_BEFORE_EXPIRY = 60;

  // Each is a file in examples/ and how its variables are made of the signed-in person's calendars.
  const EXAMPLES = [
    { file: 'home', variables: () => undefined },
    { file: 'week-agenda', variables: () => ({ window: thisWeek(), first: 100 }) },
    { file: 'month-overview', variables: () => ({ window: thisMonth() }) },
    { file: 'create-event', variables: (mine) => ({ input: newEvent(mine) }) },
    { file: 'nodes-by-id', variables: (mine) => ({ ids: mine.ids }) },
  ];

  let token = null;

  async function signIn() {
    const response = await fetch('/local/token', { method: 'POST' });
    if (!response.ok) {
      return { value: null, renewAt: Infinity };
    }
    const { access_token: value, expires_in: seconds } = await response.json();
    return { value, renewAt: Date.now() + (seconds - RENEW_SECONDS_BEFORE_EXPIRY) * 1000 };
  }

  async function accessToken() {
    if (token === null || (await token).renewAt <= Date.now()) {
      token = signIn();
      // A failed attempt is not kept, so that the next request tries again.
      token.catch(() => (token = null));
    }
    return (await token).value;
  }

  async function post(operation, headers) {
    const named = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
    const value = named ? null : await accessToken();
    return fetch(ENDPOINT, {
      method: 'POST',
      headers: {
        Accept: 'application/graphql-response+json, application/json;q=0.9',
        'Content-Type': 'application/json',
        ...(value === null ? {} : { Authorization: `Bearer ${value}` }),
        ...headers,
      },
      body: JSON.stringify(operation),
    });
  }

  async function fetcher(operation, options) {
    const headers = (options && options.headers) || {};
    let response = await post(operation, headers);
    if (response.status === 401 && token !== null) {
      // The server may have been started anew with another key.
      token = null;
      response = await post(operation, headers);
    }
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return { errors: [{ message: `${response.status} ${response.statusText}`.trim() }] };
    }
  }

  function day(date) {
    const two = (number) => String(number).padStart(2, '0');
    return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  }

  function daysFrom(date, days) {
    return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
  }

  function thisWeek() {
    const today = new Date();
    const monday = daysFrom(today, -((today.getDay() + 6) % 7));
    return { fromDate: day(monday), toDate: day(daysFrom(monday, 7)) };
  }

  function thisMonth() {
    const today = new Date();
    return {
      fromDate: day(new Date(today.getFullYear(), today.getMonth(), 1)),
      toDate: day(new Date(today.getFullYear(), today.getMonth() + 1, 1)),
    };
  }

  function newEvent(mine) {
    return {
      calendarId: mine.calendarId,
      title: 'Coffee with Grace',
      time: { timed: { start: `${day(daysFrom(new Date(), 1))}T15:00:00`, duration: 'PT30M' } },
    };
  }

  // What the home example answers holds the ids that the other examples need.
  async function lookUp(home) {
    try {
      const { data } = await fetcher({ query: home });
      const calendars = data.viewer.calendars.nodes;
      const own = calendars.find((calendar) => calendar.role === 'OWNER' || calendar.role === 'WRITER');
      const ids = [...calendars, ...data.viewer.categories.nodes].slice(0, 6).map((node) => node.id);
      return { calendarId: own ? own.id : '', ids };
    } catch {
      return { calendarId: '', ids: [] };
    }
  }

  async function tabs() {
    const documents = await Promise.all(
      EXAMPLES.map(async ({ file }) => (await fetch(`/graphiql/examples/${file}.graphql`)).text()),
    );
    const mine = await lookUp(documents[0]);
    return EXAMPLES.map(({ variables }, index) => {
      const values = variables(mine);
      return { query: documents[index], variables: values === undefined ? '' : JSON.stringify(values, null, 2) };
    });
  }

  async function open() {
    const defaultTabs = await tabs();
    ReactDOM.createRoot(document.getElementById('graphiql')).render(
      React.createElement(GraphiQL, {
        fetcher,
        defaultTabs,
        // For as long as the browser's tab: a new one opens with this week's examples.
        storage: window.sessionStorage,
        defaultEditorToolsVisibility: 'variables',
        isHeadersEditorEnabled: true,
        shouldPersistHeaders: false,
      }),
    );
  }

  open();
})();
