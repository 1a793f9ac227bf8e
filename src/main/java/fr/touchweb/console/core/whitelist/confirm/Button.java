package fr.touchweb.console.core.whitelist.confirm;

/** What can be pressed. Which of them stand there, and which can be pressed, is in the {@link View}. */
public enum Button {
    /** Ends everything, nothing changed. */
    CLOSE,
    /** Lifts the ban of the narrower address, lets nobody in. */
    UNBAN,
    /** Starts anew with the narrower address. */
    NARROWER,
    /** Goes to the second confirmation. */
    CONTINUE,
    /** Goes from the second confirmation to the card. */
    BACK,
    /** Confirms. */
    CONFIRM,
    /** Mode TW, first step: cancels the addition. */
    CANCEL_ADDITION,
    /** Mode TW, first step: shows the warning. */
    READ_WARNING,
    /** Mode TW, second step: leaves it cancelled. */
    STAY_CANCELLED,
    /** Mode TW, second step: cancels the cancellation, which is the only way to add. */
    CANCEL_CANCELLATION
}
