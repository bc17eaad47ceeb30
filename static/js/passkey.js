// Passkeys need a browser that knows them: what speaks of them is shown only there. What fails is said on the page.
if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll("[data-passkey]")) {
    element.hidden = false;
  }
  for (const element of document.querySelectorAll("[data-no-passkey]")) {
    element.hidden = true;
  }
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-passkey-failed]");
  said.hidden = false;
  said.focus();
});
