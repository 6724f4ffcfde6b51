
'use strict';
for (const table of document.querySelectorAll('table')) {
  const body = table.tBodies[0];
  const key = (row, column) => row.cells[column].dataset.sort ?? row.cells[column].textContent;
  const order = new Intl.Collator('en', { numeric: true });

  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const down = head.getAttribute('aria-sort') === 'ascending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...body.rows].sort((a, b) => order.compare(key(a, column), key(b, column)) * (down ? -1 : 1));
      body.append(...rows);
    });
  }

  if (!table.classList.contains('findings')) continue;
  const bar = document.createElement('div');
  bar.className = 'filter';
  const words = document.createElement('input');
  words.type = 'search';
  words.placeholder = 'Filter by any word';
  words.setAttribute('aria-label', 'Filter by any word');
  const severity = document.createElement('select');
  severity.setAttribute('aria-label', 'Severity');
  for (const name of ['all', 'error', 'warning', 'info']) severity.add(new Option(name === 'all' ? 'every severity' : name, name));
  const shown = document.createElement('span');
  shown.setAttribute('role', 'status');
  const filter = () => {
    const sought = words.value.toLowerCase().split(/\s+/);
    let count = 0;
    for (const row of body.rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !(severity.value === 'all' || row.className === severity.value) || !sought.every(word => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    shown.textContent = `${count} of ${body.rows.length}`;
  };
  words.addEventListener('input', filter);
  severity.addEventListener('change', filter);
  bar.append(words, severity, shown);
  table.before(bar);
  filter();
}
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('details')) folded.open = true;
});
