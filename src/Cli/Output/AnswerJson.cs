using System.Text.Json.Serialization;

namespace VirshLite.Cli.Output;

/// <summary>How answers for programs become JSON: generated when the program is built, so nothing is looked up while it runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(ValidateAnswer))]
[JsonSerializable(typeof(DryRunAnswer))]
[JsonSerializable(typeof(StateAnswer))]
[JsonSerializable(typeof(VersionAnswer))]
[JsonSerializable(typeof(LeaseAnswer[]))]
[JsonSerializable(typeof(NetworkAnswer))]
[JsonSerializable(typeof(NetworkAnswer[]))]
[JsonSerializable(typeof(StartedNetworkAnswer))]
[JsonSerializable(typeof(DestroyedNetworkAnswer))]
[JsonSerializable(typeof(CheckAnswer[]))]
[JsonSerializable(typeof(CommandAnswer))]
[JsonSerializable(typeof(DiffAnswer))]
[JsonSerializable(typeof(UpgradeAnswer[]))]
[JsonSerializable(typeof(AdaptAnswer))]
[JsonSerializable(typeof(GuestAnswer))]
[JsonSerializable(typeof(GuestSummaryAnswer[]))]
internal sealed partial class AnswerJson : JsonSerializerContext;
