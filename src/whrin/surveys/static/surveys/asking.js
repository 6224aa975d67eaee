/* Shows at once what an answer makes asked, where that is one choice of the same page. Without it the button
   "Update this page" does the same. */
(() => {
  const fields = [...document.querySelectorAll("[data-when]")];
  const form = fields.length && fields[0].closest("form");
  if (!form) return;
  const holds = (field) => {
    const given = new FormData(form);
    return field.dataset.when.split("\n").some((one) => {
      const [, name, value] = one.match(/^(.*?)=(.*)$/);
      return given.getAll(name).includes(value);
    });
  };
  const follow = () => {
    for (const field of fields) {
      const asked = holds(field);
      field.hidden = !asked;
      const seen = field.querySelector('[name="seen"]');
      if (seen && asked) seen.disabled = false;
    }
  };
  form.addEventListener("change", follow);
  follow();
})();
