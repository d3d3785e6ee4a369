namespace VirshLite.DomainParser.Model;

public sealed class Rng : Device
{
}
