using Datastamp.Locking;
using Datastamp.Output;
using Datastamp.Statistics;

namespace Datastamp.Tests.Output;

public class DatasetsJsonTests
{
    [Test]
    public void All_that_is_known_stands_behind_the_numbers_of_the_chosen_weighting()
    {
        var (dataset, result) = GrayResult.Of("a\"; //", "data/é");

        var text = JsonText.Write(DatasetsJson.Write("App", new([(dataset with { Weighting = Weighting.Pixels }, result)], [])));

        Assert.That(text, Is.EqualTo("""
            {
              "version": 1,
              "project": "App",
              "images": [
                {
                  "name": "a\"; //",
                  "include": "data/é",
                  "weighting": "Pixels",
                  "mean": [0.25],
                  "std": [0.125],
                  "definition": {
                    "pattern": "",
                    "exclude": "",
                    "color": "Gray",
                    "orientation": "Ignore",
                    "resize": "",
                    "centerCrop": "",
                    "interpolation": "",
                    "histogram": "false",
                    "maxPixels": "268435456"
                  },
                  "fingerprint": "sha256:00",
                  "files": 2,
                  "images": 2,
                  "pixels": 3000000000,
                  "bytes": 1234,
                  "depth": 8,
                  "channels": ["Gray"],
                  "sum": ["3"],
                  "sumOfSquares": ["5"],
                  "mixed": {
                    "mean": [1E-05],
                    "std": [1.0]
                  },
                  "pixel": {
                    "mean": [0.25],
                    "std": [0.125]
                  },
                  "image": {
                    "mean": [1E-05],
                    "std": [0.5]
                  },
                  "badFiles": [],
                  "decoder": "Decoder 1.0"
                }
              ],
              "videos": []
            }

            """));
    }

    [Test]
    public void Datasets_keep_the_order_of_the_project()
    {
        var json = DatasetsJson.Write("App", new([GrayResult.Of("Z"), GrayResult.Of("A")], []));

        Assert.That(json.SelectTokens("images[*].name").Select(name => name.ToString()), Is.EqualTo(["Z", "A"]));
    }
}
