import { Field, FieldError } from "~/components/forms/field.tsx";
import { SubmitButton } from "~/components/forms/submit-button.tsx";
import { Badge } from "~/components/ui/badge.tsx";
import { buttonClass } from "~/components/ui/link.tsx";
import { Notice } from "~/components/ui/notice.tsx";
import { useI18n } from "~/platform/i18n/i18n.tsx";
import { ADDRESS_STEPS, DEFAULT_STEP, type AddressForm } from "./address-form.ts";

/** Of the last step; earlier ones carry them along. */
const REST = ["block", "home", "building", "room"];

/**
 * The fields of an address for the step it stands at, inside a form of the page (JP-AD-1). In the last step the page puts its
 * own button after them; the buttons of the other steps send the form with the field `addressStep`.
 */
export function AddressFields({ form }: { form: AddressForm }) {
  switch (form.step) {
    case "postcode":
      return <PostcodeStep form={form} />;
    case "town":
      return <TownStep form={form} />;
    case "rest":
      return <RestStep form={form} />;
  }
}

function PostcodeStep({ form: { values, errors } }: { form: AddressForm }) {
  const { t } = useI18n();
  return (
    <>
      <Field
        name="postcode"
        label={t("address.postcode")}
        hint={t("address.postcodeHint")}
        error={errors["postcode"]}
        value={values["postcode"]}
        autoComplete="postal-code"
        inputMode="numeric"
        required
        maxLength={20}
      />
      <input type="hidden" name="addressStep" value={ADDRESS_STEPS.lookUp} />
      <Known values={values} names={REST} />
      <div className="btns gap-top">
        <SubmitButton>{t("address.lookUp")}</SubmitButton>
      </div>
      <p className="hint gap-top">{t("address.source")}</p>
    </>
  );
}

function TownStep({ form: { values, towns, errors } }: { form: AddressForm }) {
  const { t } = useI18n();
  const error = errors["townKey"];
  return (
    <>
      <Known values={values} names={["postcode", ...REST]} />
      <input type="hidden" name={DEFAULT_STEP} value={ADDRESS_STEPS.choose} />
      <fieldset className="field" id="townKey" aria-describedby={error ? "townKey-error" : undefined}>
        <legend className="legend">{t("address.several", { postcode: values["postcode"] ?? "" })}</legend>
        <FieldError name="townKey" error={error} />
        {towns.map(({ key, japanese, latin }, index) => (
          <div className="check" key={key}>
            <input
              type="radio"
              id={`town-${index}`}
              name="townKey"
              value={key}
              defaultChecked={values["townKey"] === key}
            />
            <label htmlFor={`town-${index}`}>
              <span lang="ja">{japanese}</span>{" "}
              {latin === null ? null : <span className="hint">{latin}</span>}
            </label>
          </div>
        ))}
      </fieldset>
      <div className="btns gap-top">
        <SubmitButton>{t("address.choose")}</SubmitButton>
        <StepButton step="byHand" />
        <StepButton step="restart" />
      </div>
    </>
  );
}

/** Beside the page's own button in the last step, after it in the document: Enter presses the first. */
export function AddressWaysBack({ form: { byHand } }: { form: AddressForm }) {
  return (
    <>
      {byHand ? null : <StepButton step="byHand" />}
      <StepButton step="restart" />
    </>
  );
}

function RestStep({ form }: { form: AddressForm }) {
  const { t } = useI18n();
  const { values, errors, town, byHand, asksTownName } = form;
  const typed = (name: string) => ({ name, value: values[name], error: errors[name] });
  return (
    <>
      <Known values={values} names={byHand ? ["postcode"] : ["postcode", "townKey"]} />
      {town === null ? <ByHand form={form} /> : <FoundTown form={form} town={town} />}
      {byHand || asksTownName ? (
        <Field
          {...typed("townName")}
          label={t("address.town")}
          hint={t("address.townHint")}
          maxLength={100}
        />
      ) : null}
      <Field
        {...typed("block")}
        label={t("address.block")}
        hint={t("address.blockHint")}
        autoComplete="address-line1"
        required
        maxLength={100}
      />
      <fieldset className="field" id="home" aria-describedby={errors["home"] ? "home-error" : undefined}>
        <legend className="legend">{t("address.home")}</legend>
        <FieldError name="home" error={errors["home"]} />
        {(["house", "apartment"] as const).map((home) => (
          <div className="check" key={home}>
            <input
              type="radio"
              id={`home-${home}`}
              name="home"
              value={home}
              defaultChecked={values["home"] === home}
            />
            <label htmlFor={`home-${home}`}>{t(`address.home.${home}`)}</label>
          </div>
        ))}
      </fieldset>
      <Field
        {...typed("building")}
        label={t("address.building")}
        hint={t("address.buildingHint")}
        autoComplete="address-line2"
        maxLength={100}
      />
      <Field {...typed("room")} label={t("address.room")} hint={t("address.roomHint")} maxLength={40} />
    </>
  );
}

function FoundTown({
  form: { values },
  town: { japanese, latin },
}: {
  form: AddressForm;
  town: NonNullable<AddressForm["town"]>;
}) {
  const { t } = useI18n();
  return (
    <div className="field">
      <p className="legend">
        {t("address.found", { postcode: values["postcode"] ?? "" })}{" "}
        <Badge tone="positive" icon="circle-check">
          {t("address.verified")}
        </Badge>
      </p>
      <p lang="ja">{japanese}</p>
      {latin === null ? null : (
        <p className="hint" lang="en">
          {latin}
        </p>
      )}
    </div>
  );
}

function ByHand({ form: { values, errors, isUnknown, prefectures } }: { form: AddressForm }) {
  const { t, language } = useI18n();
  const postcode = values["postcode"] ?? "";
  return (
    <>
      <Notice tone="caution">
        {isUnknown ? t("address.unknown", { postcode }) : t("address.byHandNote", { postcode })}
      </Notice>
      <input type="hidden" name="byHand" value="1" />
      <div className="field">
        <label htmlFor="prefecture">{t("address.prefecture")}</label>
        <FieldError name="prefecture" error={errors["prefecture"]} />
        <select
          className="input"
          id="prefecture"
          name="prefecture"
          defaultValue={values["prefecture"] ?? ""}
          autoComplete="address-level1"
          required
          aria-invalid={errors["prefecture"] ? true : undefined}
          aria-describedby={errors["prefecture"] ? "prefecture-error" : undefined}
        >
          <option value="">{t("address.choosePrefecture")}</option>
          {prefectures.map(({ name, latin }) => (
            <option key={name} value={name}>
              {language === "ja" ? name : `${latin} (${name})`}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="city"
        label={t("address.city")}
        hint={t("address.cityHint")}
        value={values["city"]}
        error={errors["city"]}
        autoComplete="address-level2"
        required
        maxLength={40}
      />
    </>
  );
}

function StepButton({ step }: { step: "byHand" | "restart" }) {
  const { t } = useI18n();
  return (
    <button
      type="submit"
      name="addressStep"
      value={ADDRESS_STEPS[step]}
      formNoValidate
      className={buttonClass("quiet")}
    >
      {t(`address.${step}`)}
    </button>
  );
}

/** What earlier steps have settled goes along. */
function Known({ values, names }: { values: AddressForm["values"]; names: string[] }) {
  const known = names.filter((name) => values[name]);
  return known.map((name) => <input key={name} type="hidden" name={name} value={values[name] ?? ""} />);
}
