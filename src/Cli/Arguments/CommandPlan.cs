using VirshLite.DomainParser.Model;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Cli.Arguments;

/// <summary>A domain taken all the way to its plan.</summary>
internal static class CommandPlan
{
    /// <param name="context">The domain and what its translation needs.</param>
    /// <param name="between">Changes the completed domain before it is planned.</param>
    public static LaunchPlan Of(TranslationContext context, Action<Domain>? between = null)
    {
        Translation.Complete(context);
        between?.Invoke(context.Domain);
        return Translation.Plan(context);
    }
}
