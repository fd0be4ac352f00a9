import { createHash } from "node:crypto";
import { tokyoText } from "../../dates.ts";
import { found, paged, typed } from "../answer.ts";
import type { Action, Actions } from "../context.ts";
import { findUserByEmail, nextId } from "../database.ts";
import { Refusal } from "../refusal.ts";
import { isEmail } from "./clients.ts";

const validateLogin: Action = ({ db, clock, shape, callerIp }, params) => {
  const user = findUserByEmail(db, params.text("email"));
  if (!user || user.password !== params.text("password2") || user.password === "")
    throw new Refusal("Email or Password Invalid");
  const [day = "", time = ""] = tokyoText(clock.now()).split(" ");
  const lastLogin = `Date: ${day.split("-").reverse().join("/")} ${time.slice(0, 5)}<br>IP Address: ${callerIp}<br>Host: ${callerIp}`;
  for (const link of user.clients) {
    const client = db.clients.get(link.id);
    if (client) client.lastlogin = lastLogin;
  }
  if (shape.twoFactorEmails.some((email) => email.toLowerCase() === user.email.toLowerCase()))
    return { userid: String(user.id), twoFactorEnabled: "true" };
  const passwordhash = createHash("sha1").update(`${user.id}:${user.password}`).digest("hex");
  return { userid: String(user.id), passwordhash, twoFactorEnabled: "false" };
};

const getUsers: Action = ({ db }, params) => {
  const search = params.text("search").trim().toLowerCase();
  const direction = params.text("sorting").toUpperCase() === "DESC" ? -1 : 1;
  const matches = [...db.users.values()].filter((user) => {
    const texts = [user.email, user.firstname, user.lastname, `${user.firstname} ${user.lastname}`];
    return search === "" || texts.some((text) => text.toLowerCase().startsWith(search));
  });
  matches.sort((a, b) => direction * (a.id - b.id));
  const { counters, rows } = paged(matches, params.page());
  return {
    ...counters,
    users: found(
      null,
      rows.map((user) => ({
        id: user.id,
        firstname: typed(user.firstname),
        lastname: typed(user.lastname),
        email: user.email,
        datecreated: user.datecreated,
        validationdata: "",
        clients: user.clients.map((client) => ({ ...client })),
      })),
    ),
  };
};

const addUser: Action = ({ db, clock }, params) => {
  const email = params.text("email").trim();
  if (params.text("firstname").trim() === "") throw new Refusal("You did not enter a first name");
  if (params.text("lastname").trim() === "") throw new Refusal("You did not enter a last name");
  if (email === "") throw new Refusal("You did not enter an email address");
  if (!isEmail(email)) throw new Refusal("The email address entered is not valid");
  if (params.text("password2") === "") throw new Refusal("You did not enter a password");
  if (findUserByEmail(db, email)) throw new Refusal("A user already exists with that email address");
  const id = nextId(db, "user");
  db.users.set(id, {
    id,
    firstname: params.text("firstname"),
    lastname: params.text("lastname"),
    email,
    password: params.text("password2"),
    language: params.text("language"),
    datecreated: clock.text(),
    clients: [],
  });
  return { user_id: String(id) };
};

const updateUser: Action = ({ db, hooks }, params) => {
  const user = db.users.get(params.id("user_id"));
  if (!user) throw new Refusal("Invalid User ID requested");
  const old: Record<string, string> = {};
  if (params.given("email")) {
    const email = params.text("email").trim();
    if (!isEmail(email)) throw new Refusal("The email address entered is not valid");
    const holder = findUserByEmail(db, email);
    if (holder && holder.id !== user.id) throw new Refusal("A user already exists with that email address");
  }
  if (params.given("firstname") && params.text("firstname") === "")
    throw new Refusal("You did not enter a first name");
  if (params.given("lastname") && params.text("lastname") === "")
    throw new Refusal("You did not enter a last name");
  for (const key of ["firstname", "lastname", "email", "language"] as const) {
    if (!params.given(key)) continue;
    const value = params.text(key).trim();
    if (value !== user[key]) old[key] = user[key];
    user[key] = value;
  }
  hooks.emit("UserEdit", {
    user_id: user.id,
    firstname: user.firstname,
    lastname: user.lastname,
    email: user.email,
    olddata: old,
  });
  return { user_id: params.text("user_id") };
};

const resetPassword: Action = ({ db, clock }, params) => {
  const email = params.text("email").trim();
  const id = params.id("id");
  if (id === 0 && email === "") throw new Refusal("Please enter the email address or provide the id");
  if (id === 0 && !isEmail(email)) throw new Refusal("Please provide a valid email address");
  const user = id > 0 ? db.users.get(id) : findUserByEmail(db, email);
  if (!user) throw new Refusal("User Not Found");
  db.emails.push({
    at: clock.text(),
    template: "Password Reset Validation",
    subject: "",
    relatedId: user.id,
  });
  return {};
};

export const userActions: Actions = {
  ValidateLogin: validateLogin,
  GetUsers: getUsers,
  AddUser: addUser,
  UpdateUser: updateUser,
  ResetPassword: resetPassword,
};
