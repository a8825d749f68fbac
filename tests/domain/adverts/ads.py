"""Advertisements for the tests: one body for each role, posts of other fields, and unicorns."""

from __future__ import annotations

ROLES = {
    "ml-engineer": """
        Our shop shows every visitor what they may like next, and you will keep that good.

        What you will do:
        - Train ranking models and bring them to production behind a fast interface
        - Monitor the models, find out why quality drops, and retrain them
        - Turn prototypes into tested code
        - Run A/B tests with the product team

        What you bring:
        - Two years of experience with machine learning systems in production
        - Python, and PyTorch or TensorFlow
        - Experience with feature engineering and model evaluation
    """,
    "ml-researcher": """
        What you will do:
        - Choose research questions that matter for speech recognition
        - Develop novel methods and compare them with strong baselines
        - Publish papers at peer-reviewed venues and present them at conferences
        - Share prototypes with the engineers who build on them

        What you bring:
        - A PhD in machine learning or research experience to the same effect
        - A record of publications
        - Deep learning with JAX or PyTorch
    """,
    "mlops-platform-engineer": """
        What you will do:
        - Build the ML platform on which our data scientists train and release models
        - Run the model registry, the feature store and CI/CD for models
        - Set up monitoring and alerting for model serving on Kubernetes
        - Automate infrastructure with Terraform

        What you bring:
        - Experience with Kubeflow, MLflow or something like them
        - Docker, Kubernetes and cloud infrastructure
        - Knowledge of how machine learning models are trained
    """,
    "data-engineer": """
        What you will do:
        - Build data pipelines that fill our data warehouse, in batches and as streams
        - Model the data with dbt so that analysts can rely on it
        - Watch data quality and mend faults before anybody sees them
        - Ingest data from thirty source systems

        What you bring:
        - SQL and Python
        - Spark, Kafka or Airflow
        - Experience with Snowflake or BigQuery
    """,
    "software-engineer": """
        What you will do:
        - Build web applications that bring predictions of our AI models to doctors
        - Integrate the APIs of the models into our back-end services
        - Handle slow and wrong answers without harm to the user
        - Write unit tests and review code

        What you bring:
        - Three years of software development with TypeScript or Java
        - React and REST APIs
        - Interest in machine learning
    """,
    "engineering-manager": """
        What you will do:
        - Lead a team of eight machine learning engineers and grow it to ten
        - Hold one-on-ones, give feedback and plan career development with your direct reports
        - Hire engineers and care for how we hire
        - Set the technical direction together with the team

        What you bring:
        - Three years of experience managing engineers
        - A background in software or machine learning
        - People leadership that people have thanked you for
    """,
    "ml-product-manager": """
        What you will do:
        - Own the product roadmap for recommendations and explain it
        - Talk to customers, find out what they need, and write product requirements
        - Prioritise the backlog together with data scientists and engineers
        - Define success metrics and plan launches

        What you bring:
        - Four years of product management
        - A conversational understanding of machine learning
        - User stories that engineers like to read
    """,
    "project-manager": """
        What you will do:
        - Keep the project plan, with milestones, dependencies and budget
        - Name risks early and escalate what blocks the data team
        - Report the status of the programme to its sponsors
        - Run sprint planning and retrospectives of two machine learning teams

        What you bring:
        - Five years of project management in software or data
        - Scrum, Jira and Confluence
        - PMP or PRINCE2 helps
    """,
    "data-analyst": """
        What you will do:
        - Answer ad hoc questions of the sales team with SQL
        - Build dashboards in Tableau or Looker and keep their definitions straight
        - Report KPIs every month, with insights that lead to a decision
        - Explain trends to people who do not work with data

        What you bring:
        - Strong SQL and Excel
        - Experience with Power BI, Tableau or Looker
        - An eye for data visualisation
    """,
    "data-scientist": """
        What you will do:
        - Turn business questions into data science problems
        - Design experiments and read A/B tests
        - Build predictive models of churn with regression and clustering
        - Communicate findings to the leadership team

        What you bring:
        - Statistics and causal inference
        - Python or R, and SQL
        - Experience with time series and statistical modelling
    """,
    "full-stack-data-scientist": """
        You will be our first data hire, and do end-to-end data science with the founders.

        What you will do:
        - Take a question all the way, from data collection to deployment
        - Gather and clean the data, with data engineering where it is needed
        - Build a model that helps, release it and watch it
        - Say which work needs a specialist

        What you bring:
        - Experience with full-stack data science in a small team
        - Python, SQL and a cloud
        - The wish to wear several hats
    """,
}

OTHER_FIELDS = {
    "nurse": """
        # Registered nurse, day clinic

        Example Clinics looks after 40,000 patients a year, with AI-powered booking.

        ## What you will do
        - Assess patients on arrival and record findings in the electronic chart
        - Give medication and monitor vital signs
        - Train newly qualified colleagues and lead the team of a shift
        - Coordinate discharge with families and the social service

        ## What you bring
        - A nursing licence
        - Two years of experience, ideally in intensive care
        - Basic knowledge of statistics for our quality reports
    """,
    "sales": """
        # Sales representative, analytics software

        Our machine learning platform helps retailers to forecast demand with AI and data science.

        ## Responsibilities
        - Win new customers in the region and grow existing accounts
        - Show the product and present its value to executives
        - Build a pipeline of opportunities and keep the CRM up to date
        - Work with marketing and product managers on campaigns

        ## Requirements
        - Three years in software sales with a record of meeting quota
        - Experience with Salesforce and Excel
        - Can explain machine learning to business stakeholders
    """,
    "accountant": """
        # Accountant

        ## Your tasks
        - Prepare the monthly and annual closing and the reports that go with it
        - Reconcile accounts and analyse variances
        - Improve processes and automate recurring entries in the ERP system
        - Report key figures to the management team

        ## Your profile
        - A degree in accounting or an equivalent qualification
        - Four years of experience with IFRS
        - Advanced Excel, SAP; Power BI is a plus
        - Attention to detail and analytical skills
    """,
    "front-end developer": """
        # Front-end developer

        Example Shop sells second-hand bicycles all over Europe.

        ## What you'll do
        - Build responsive web applications with TypeScript and React
        - Turn designs into accessible user interfaces
        - Write unit tests and review the code of your colleagues
        - Integrate REST APIs of our back-end services

        ## What you'll need
        - Four years of software development for the web
        - JavaScript, HTML and CSS, React or Vue
        - Git, CI/CD and agile methods
    """,
    "site reliability engineer": """
        # Site reliability engineer

        Example Bank keeps the payments of two million customers running.

        ## What you will do
        - Run our Kubernetes clusters on AWS and automate infrastructure with Terraform
        - Build monitoring and alerting with Prometheus and Grafana
        - Take part in the on-call rota and write post-mortems
        - Improve CI/CD pipelines and developer experience for all product teams

        ## What you bring
        - Five years as a site reliability or DevOps engineer
        - Linux, Docker, Helm, Python or Go
        - Infrastructure as code and distributed systems
    """,
    "construction": """
        # Construction project manager

        ## What you will do
        - Plan schedules, budgets and milestones of building projects
        - Coordinate contractors and report the status to the client
        - Manage risks and changes on site

        ## What you bring
        - A degree in civil engineering or the same from practice
        - Five years of project management in construction, MS Project
    """,
    "marketing": """
        # Marketing manager

        ## What you will do
        - Plan campaigns across channels and manage their budget
        - Track KPIs in dashboards and report on insights and trends
        - Run A/B tests of landing pages with our agency
        - Coordinate launches with sales and product

        ## What you bring
        - Five years in marketing for a B2B SaaS product
        - Google Analytics, HubSpot and Excel
        - Data-driven thinking, copywriting and stakeholder management
    """,
    "people partner": """
        # People partner

        ## What you will do
        - Coach managers on performance reviews, hiring and career development
        - Run the recruiting of engineers and sales people
        - Own people reports and keep our HR system up to date

        ## What you bring
        - Five years of experience in HR, of which two in a software company
        - Knowledge of labour law
    """,
}

EVERYTHING_AT_ONCE = """
    # Machine learning engineer

    ## What you will do
    - Follow the state of the art and invent new model architectures of your own
    - Write models from scratch, with a deep grasp of the mathematics
    - Create the tooling and the infrastructure for the ML team
    - Create data pipelines for the ML team
    - Bring models to production and monitor them there

    ## Requirements
    - PhD in computer science or a related field
    - At least four years of experience with TensorFlow
    - At least four years as a software engineer
    - Papers at NeurIPS, ICML or other top conferences
    - Experience in building large-scale distributed systems
"""

FOUR_JOBS = """
    # Data wizard

    ## Your tasks
    - Build and orchestrate data pipelines with Airflow and Spark into our data warehouse
    - Keep data quality high and integrate new data sources
    - Train and deploy machine learning models for churn and recommendations
    - Monitor model performance and retrain
    - Build dashboards in Tableau for every team and answer ad hoc requests
    - Report KPIs and insights to management
    - Develop the React front end and the REST APIs of our web application

    ## Your profile
    - SQL, dbt, Snowflake
    - PyTorch or TensorFlow
    - Power BI and Excel
    - TypeScript and Node
"""

MODELS_AND_PLATFORM = """
    # ML engineer

    ## What you'll do
    - Train, evaluate and deploy models for our ranking system
    - Improve model performance with feature engineering and A/B tests
    - Own real-time inference and retraining in production
    - Build the ML platform for all our data scientists on Kubernetes
    - Run the feature store and model registry, and CI/CD for models
    - Set up observability with Prometheus and infrastructure as code with Terraform

    ## You bring
    - Experience with PyTorch and production machine learning
    - Kubeflow, MLflow and model serving with Triton
"""
